import { MAIL_CODE_LIFE, type MailLanguage } from '../../src/wire/index.ts';
import type { Letter } from '../mail/index.ts';

const MINUTES = String(MAIL_CODE_LIFE / 60_000);

/** A code as people read it: in two groups. */
function grouped(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

function hours(wait: number, language: MailLanguage): string {
  const number = Math.round(wait / 3_600_000);
  return language === 'de' ? `${String(number)} Stunden` : `${String(number)} hours`;
}

/** What proves an address before an escrow has it. */
export function addressLetter(language: MailLanguage, code: string): Omit<Letter, 'to'> {
  if (language === 'de') {
    return {
      subject: 'Latchkey: Ihr Code',
      text: `Ihr Code: ${grouped(code)}\n\nGeben Sie ihn in dem Fenster ein, in dem Sie gerade Ihre Fragen für den Rückweg einrichten. Er gilt ${MINUTES} Minuten.\n\nWenn Sie das nicht sind, brauchen Sie nichts zu tun: Ohne den Code bekommt niemand diese Adresse als Rückweg.\n`,
    };
  }
  return {
    subject: 'Latchkey: your code',
    text: `Your code: ${grouped(code)}\n\nType it in the window in which you are setting up your questions for getting back in. It is good for ${MINUTES} minutes.\n\nIf this isn't you, there is nothing to do: without the code nobody gets this address as a way back.\n`,
  };
}

/** How a letter says what the recovery is by, and what comes after the wait. */
const words = {
  en: {
    answers: { by: 'by the answers to your questions', then: 'after that you answer your questions there' },
    trustees: {
      by: 'with the help of people you trust',
      then: 'meanwhile you tell them the code that is shown there, and after the wait you are back in',
    },
    organisation: {
      by: 'with the help of your organisation',
      then: 'meanwhile you tell its people the code that is shown there, and after the wait you are back in',
    },
  },
  de: {
    answers: { by: 'mit den Antworten auf Ihre Fragen', then: 'dann beantworten Sie dort Ihre Fragen' },
    trustees: {
      by: 'mit der Hilfe von Menschen, denen Sie vertrauen,',
      then: 'in dieser Zeit nennen Sie ihnen den Code, der dort steht, und danach sind Sie wieder drin',
    },
    organisation: {
      by: 'mit der Hilfe Ihrer Organisation',
      then: 'in dieser Zeit nennen Sie deren Leuten den Code, der dort steht, und danach sind Sie wieder drin',
    },
  },
} as const;

/** What begins a recovery: its code, and the link by which it is stopped. */
export function recoveryLetter(
  language: MailLanguage,
  {
    kind,
    code,
    stop,
    wait,
  }: {
    readonly kind: 'answers' | 'trustees' | 'organisation';
    readonly code: string;
    readonly stop: string;
    readonly wait: number;
  },
): Omit<Letter, 'to'> {
  const { by, then } = words[language][kind];
  if (language === 'de') {
    return {
      subject: 'Latchkey: Ihr Code, um wieder hineinzukommen',
      text: `Jemand möchte ${by} wieder in Ihren Tresor.\n\nWenn Sie das sind, ist Ihr Code: ${grouped(code)}\nEr gilt ${MINUTES} Minuten, in dem Browser, in dem Sie begonnen haben. Danach warten Sie ${hours(wait, language)}; ${then}.\n\nWenn Sie das nicht sind, stoppen Sie es hier, jetzt oder während der Wartezeit. Bewahren Sie diese E-Mail so lange auf:\n${stop}\n\nGeben Sie den Code niemandem. Niemand, der Latchkey betreibt, fragt danach.\n`,
    };
  }
  return {
    subject: 'Latchkey: your code to get back in',
    text: `Somebody wants to get back into your vault ${by}.\n\nIf this is you, your code is: ${grouped(code)}\nIt is good for ${MINUTES} minutes, in the browser in which you began. Then you wait ${hours(wait, language)}; ${then}.\n\nIf this isn't you, stop it here, now or during the wait. Keep this mail until then:\n${stop}\n\nGive the code to nobody. Nobody who runs Latchkey asks for it.\n`,
  };
}

/** What a recovery sends to a telephone: short, so that it is one message, and without a link that somebody could copy. */
export function recoveryText(language: MailLanguage, code: string): string {
  return language === 'de'
    ? `Latchkey: ${grouped(code)} ist Ihr Code, um wieder hineinzukommen. Geben Sie ihn niemandem.`
    : `Latchkey: ${grouped(code)} is your code to get back in. Give it to nobody.`;
}

/** What proves a number before an escrow has it. */
export function numberText(language: MailLanguage, code: string): string {
  return language === 'de'
    ? `Latchkey: ${grouped(code)} ist Ihr Code, um diese Nummer einzurichten.`
    : `Latchkey: ${grouped(code)} is your code to set up this number.`;
}
