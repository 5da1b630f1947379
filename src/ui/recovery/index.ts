/*
 * recovery: whether a person would get back in: the ladder of ways back, the drill that tries them, what follows after one was used, and,
 * for anybody, what helps when something is lost. It shows and asks; what a way is worth is decided by the background.
 */
export { AnswersSetUp } from './answers.tsx';
export { Alarm } from './alarm.tsx';
export { Asked } from './asked.tsx';
export { AfterRecovery } from './after.tsx';
export { AfterLine } from './after-line.tsx';
export { Drill } from './drill.tsx';
export { Ladder } from './ladder.tsx';
export { Losses, LossesLink } from './losses.tsx';
export { OrganisationLine } from './organisation-line.tsx';
export { OrganisationSetUp } from './organisation.tsx';
export { TrusteesSetUp } from './trustees.tsx';
export { Reminder } from './reminder.tsx';
