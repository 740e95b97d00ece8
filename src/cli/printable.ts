// Escape sequences start with these; line feed and tab are harmless and stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text that is safe to print on a terminal: control and text-direction characters are shown as `\xNN`, not obeyed. */
export function printable(text: string): string {
  return text.replace(controls, (found) => `\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
