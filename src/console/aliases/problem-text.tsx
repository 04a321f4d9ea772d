import Box from "@cloudscape-design/components/box";
import type { Problem } from "./alias-rules.ts";

/** Under a field: the rule and its way out, and what AWS answers to the value as it is. */
export function ProblemText({ problem }: { problem: Problem }) {
  return (
    <>
      {problem.rule}
      {problem.aws !== undefined && (
        <div>
          AWS answers: <Box variant="code" color="inherit" fontSize="body-s">{problem.aws}</Box>
        </div>
      )}
    </>
  );
}
