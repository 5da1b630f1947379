/** What a page does with its fields while they are filled, and what is to become of them. */
export interface HardFields {
  readonly html: string;
  /** Runs in the page before anything is filled. */
  readonly script?: string;
  readonly replace?: boolean;
  readonly outcomes: readonly string[];
  /** What stands in the fields afterwards. */
  readonly stands: readonly string[];
}

const username = '<input id="user" autocomplete="username">';
const password = '<input id="pass" type="password" autocomplete="current-password">';
const signIn = `<form id="one" action="/in">${username}${password}</form><form id="other" action="/else"></form>`;
const at = (id: string, event: string, deed: string): string =>
  `${id}.addEventListener('${event}', () => { ${deed} }, { once: true });`;

const [user, secret] = ['mira@example.org', 'the key under the mat'];
const filled = { outcomes: ['filled', 'filled'], stands: [user, secret] };
const refused = { outcomes: ['filled', 'refused'], stands: [user, ''] };
const alone = { outcomes: ['filled'], stands: [user] };

export const hardFields: Readonly<Record<string, HardFields>> = {
  'that nobody touches are filled': { html: signIn, ...filled },

  // The field is another one by the time of the write.
  'that become readable as one comes get nothing': {
    ...{ html: signIn, ...refused },
    script: at('pass', 'focus', 'pass.type = "text"'),
  },
  'that are hidden while another is written get nothing': {
    ...{ html: signIn, ...refused },
    script: at('user', 'input', 'pass.style.display = "none"'),
  },
  'that move to another form get nothing': {
    ...{ html: signIn, ...refused },
    script: at('user', 'input', 'other.append(pass)'),
  },
  'that are given to another form by name get nothing': {
    ...{ html: signIn, ...refused },
    script: at('pass', 'focusin', 'pass.setAttribute("form", "other")'),
  },
  'whose form goes elsewhere get nothing': {
    ...{ html: signIn, ...refused },
    script: at('user', 'change', 'one.setAttribute("action", "https://evil.example/")'),
  },
  'whose form hides its own names get what is theirs': {
    ...{ html: signIn.replace('</form>', '<input name="getAttribute"><input name="action"></form>') },
    ...{ outcomes: filled.outcomes, stands: [user, secret, '', ''] },
  },
  'that are taken away get nothing, nor do those in their place': {
    ...{ html: signIn, outcomes: refused.outcomes, stands: refused.stands },
    script: at('user', 'input', 'pass.replaceWith(pass.cloneNode())'),
  },
  'that an observer takes away get nothing': {
    html: signIn,
    script: `new MutationObserver(() => pass.remove()).observe(user, { attributes: true });
      ${at('user', 'input', 'user.className = "full"')}`,
    ...{ outcomes: refused.outcomes, stands: [user] },
  },
  'that are closed as one comes get nothing': {
    ...{ html: signIn, ...refused },
    script: at('pass', 'focus', 'pass.disabled = true'),
  },
  'that open as one comes are filled': {
    html: signIn,
    script: `pass.readOnly = true; ${at('pass', 'focus', 'pass.readOnly = false')}`,
    ...filled,
  },
  'for text get no password': {
    ...{ html: signIn.replace('type="password"', ''), ...refused },
  },

  // The page writes, too.
  'that a page draws once more over are mended': {
    ...{ html: username, ...alone },
    script: at('user', 'input', 'requestAnimationFrame(() => { user.value = "" })'),
  },
  'that a page takes back late are mended': {
    ...{ html: username, ...alone },
    script: at('user', 'input', 'setTimeout(() => { user.value = "" }, 150)'),
  },
  'that a page takes back each time are said': {
    html: username,
    script: `user.addEventListener('input', () => setTimeout(() => { user.value = "" }))`,
    ...{ outcomes: ['refused'], stands: [''] },
  },
  'in which a page puts something else are said, and it stays': {
    html: username,
    script: at('user', 'change', 'user.value = "guest"'),
    ...{ outcomes: ['refused'], stands: ['guest'] },
  },
  'that a page cuts are emptied, and said': {
    html: username,
    script: `user.addEventListener('input', () => { user.value = user.value.slice(0, 8) })`,
    ...{ outcomes: ['unfit'], stands: [''] },
  },
  'that a page writes in its own form are right': {
    html: '<input id="number" autocomplete="cc-number">',
    script: `number.addEventListener('input', () => { number.value = number.value.replace(/(.{4})(?=.)/g, '$1-') })`,
    ...{ outcomes: ['filled'], stands: ['4111-1111-1111-1111'] },
  },
  'with a mask are filled': {
    html: '<input id="number" autocomplete="cc-number" value="____ ____ ____ ____">',
    ...{ outcomes: ['filled'], stands: ['4111111111111111'] },
  },

  // What a person has done stays.
  'with a person’s text keep it': {
    ...{ html: signIn, script: `user.value = "somebody"` },
    ...{ outcomes: ['kept', 'filled'], stands: ['somebody', secret] },
  },
  'with a person’s text lose it when they ask for that': {
    ...{ html: signIn, script: `user.value = "somebody"; pass.value = "x"`, replace: true, ...filled },
  },
  'with the beginning of the value get its end': {
    ...{ html: signIn, script: `user.value = "mira@"`, ...filled },
  },
  'of a code that somebody began otherwise stay as they are': {
    html: '<input maxlength="1" autocomplete="one-time-code">'.repeat(6),
    script: `document.querySelectorAll('input')[1].value = '9'`,
    ...{ outcomes: Array.from({ length: 6 }, () => 'kept'), stands: ['', '9', '', '', '', ''] },
  },

  // Bounds.
  'with too little room get nothing': {
    ...{ html: username.replace('>', ' maxlength="15">'), outcomes: ['unfit'], stands: [''] },
  },
  'with just enough room are filled': { ...{ html: username.replace('>', ' maxlength="16">'), ...alone } },
  'of fewer boxes than a code has signs get nothing': {
    html: '<input maxlength="1" autocomplete="one-time-code">'.repeat(4),
    ...{ outcomes: Array.from({ length: 4 }, () => 'unfit'), stands: ['', '', '', ''] },
  },
  'whose choices change get nothing that was not meant': {
    html: `<select id="country" autocomplete="country"><option value="">-<option value="DE">Germany<option>Narnia</select>`,
    script: at('country', 'focus', 'country.options[1].value = "XX"'),
    ...{ outcomes: ['refused'], stands: [''] },
  },
  'whose choices are the same at the top once more are filled': {
    html: `<select autocomplete="country"><option value="">-<option value="DE">Germany<option>Narnia<option value="DE">Germany</select>`,
    ...{ outcomes: ['filled'], stands: ['DE'] },
  },
};
