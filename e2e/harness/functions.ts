/** The functions that are measured: they answer with their event, so that what is measured is not theirs. */
import { strToU8, zipSync } from "fflate";

export interface MeasuredFunction {
  readonly FunctionName: string;
  readonly Runtime: "nodejs24.x" | "python3.14";
  readonly Handler: string;
  readonly Role: string;
  readonly Code: { readonly ZipFile: Uint8Array };
}

const role = "arn:aws:iam::123456789012:role/measured";
const zip = (name: string, source: string): Uint8Array => zipSync({ [name]: strToU8(source) });

export const nodejsEcho: MeasuredFunction = {
  FunctionName: "nodejs-echo",
  Runtime: "nodejs24.x",
  Handler: "index.handler",
  Role: role,
  Code: { ZipFile: zip("index.mjs", "export const handler = async (event) => event;\n") },
};

export const pythonEcho: MeasuredFunction = {
  FunctionName: "python-echo",
  Runtime: "python3.14",
  Handler: "lambda_function.lambda_handler",
  Role: role,
  Code: { ZipFile: zip("lambda_function.py", "def lambda_handler(event, context):\n    return event\n") },
};

/** The console's hello-world event. */
export const EVENT = JSON.stringify({ key1: "value1", key2: "value2", key3: "value3" });
