/** One line of a busy page, such as a chat: a paragraph with a name and a text. */
export function newLine(number: number): HTMLElement {
  const line = document.createElement('p');
  const name = line.appendChild(document.createElement('b'));
  name.textContent = `Person ${number % 17}`;
  line.append(` says number ${number} and goes on`);
  return line;
}
