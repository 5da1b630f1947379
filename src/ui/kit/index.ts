/*
 * The kit: the handful of parts that every screen of ours is made of, and the words for what can go wrong. A part knows
 * how it looks, how the keyboard and a screen reader use it, and nothing of vaults. Screens link kit.css; tokens.css is
 * the only place for a colour, a size or a time.
 */
export { Button, IconButton, LinkButton } from './button.tsx';
export { Card, Heading, PartHeading, Screen, Tabs } from './screen.tsx';
export { Choice } from './fields/choice.tsx';
export { Dialog } from './dialog.tsx';
export { EmailField } from './fields/email-field.tsx';
export { Empty, Waiting } from './states.tsx';
export { Eye } from './eye.tsx';
export { Field, TextArea } from './fields/field.tsx';
export { Icon } from './icon.tsx';
export type { IconName } from './icon.tsx';
export { List, Row, Star } from './list.tsx';
export { Brand, Mark } from './mark.tsx';
export { Menu } from './menu.tsx';
export type { MenuItem } from './menu.tsx';
export { Meter } from './meter.tsx';
export { Failure, Notice } from './notice.tsx';
export { PasswordField } from './fields/password-field.tsx';
export { DOTS, Secret } from './secret.tsx';
export { RenameDialog } from './rename-dialog.tsx';
export { Segments } from './segments.tsx';
export { Select } from './fields/select.tsx';
export { Onward, StepCount, StepPage } from './step.tsx';
export { Switch } from './fields/switch.tsx';
export { isComposed, isEnter, isEscape } from './keys.ts';
export { codeOf, sentenceFor } from './errors.ts';
export { mount } from './mount.tsx';
export { saveFile } from './save-file.ts';
export { unserved } from './unserved.ts';
export { useEye } from './hooks/use-eye.ts';
export { useOutside } from './hooks/use-outside.ts';
export { useAction } from './hooks/use-action.ts';
export type { Action } from './hooks/use-action.ts';
export { askEarly, useHappening, useQuestion } from './hooks/use-question.ts';
export type { Asked } from './hooks/use-question.ts';
export { counted, dateAndTime, dateOf, inDays, lasting, longAgo, momentOf, written } from './words.ts';
