import type { z } from 'zod';

/** What zod found, as one line for people: field, what was wrong; at most three of them. */
export function describeIssues(error: z.ZodError): string {
  const shown = error.issues.slice(0, 3).map((issue) => {
    const field = issue.path.map(String).join('.');
    return field === '' ? issue.message : `field "${field}": ${issue.message}`;
  });
  const more = error.issues.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
