/** Whether a text turns against what it said before: "A. No, wait, B." */
export function changesMind(text: string): boolean {
  return /\b(?:wait|actually|correction|mistaken?|apologi[sz]e|on second thoughts?|changed my mind)\b/i.test(
    text,
  );
}
