const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * The ARN of the role that AWS's console makes for a new function. There is no IAM in the simulator yet, so the role is a name
 * and nothing else. `draw` gives numbers in [0, 1).
 */
export function executionRoleArn(accountId: string, functionName: string, draw: () => number): string {
  const suffix = Array.from({ length: 8 }, () => LETTERS[Math.floor(draw() * LETTERS.length)]).join("");
  return `arn:aws:iam::${accountId}:role/service-role/${functionName}-role-${suffix}`;
}
