import { strToU8, zipSync } from "fflate";
import type { RuntimeInfo } from "#services/lambda/configuration/runtimes.ts";

export interface StarterCode {
  readonly handler: string;
  readonly fileName: string;
  readonly source: string;
}

const PYTHON: StarterCode = {
  handler: "lambda_function.lambda_handler",
  fileName: "lambda_function.py",
  source: `import json

def lambda_handler(event, context):
    # TODO implement
    return {
        'statusCode': 200,
        'body': json.dumps('Hello from Lambda!')
    }
`,
};

const NODEJS: StarterCode = {
  handler: "index.handler",
  fileName: "index.mjs",
  source: `export const handler = async (event) => {
  // TODO implement
  const response = {
    statusCode: 200,
    body: JSON.stringify('Hello from Lambda!'),
  };
  return response;
};
`,
};

/** What the console puts into a new function: file and handler names are AWS's (Developer Guide, "Create your first function"). */
export function starterCode(family: NonNullable<RuntimeInfo["family"]>): StarterCode {
  return family === "python" ? PYTHON : NODEJS;
}

/** The deployment package with the starter code. The same bytes each time, so that equal starters share one package. */
export function starterZip({ fileName, source }: StarterCode): Uint8Array {
  return zipSync({ [fileName]: strToU8(source) }, { level: 6, mtime: new Date(1980, 0, 1) });
}
