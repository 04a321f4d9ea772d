import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Link from "@cloudscape-design/components/link";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import type { Starvation } from "#simulation/starvation.ts";
import type { Caller } from "#simulation/starvation-callers.ts";
import { useFunctions } from "../aws/lambda-queries.ts";
import { functionRoute, href } from "../shared/routes.ts";
import { CALLER_WORDS } from "./caller-words.ts";
import { sampleWords } from "./sampling.ts";
import { useSamples } from "./use-samples.ts";

const MODELLED: SelectProps.Option = { value: "", label: "None: all modelled" };

interface SampledHandlerProps {
  readonly scene: Starvation;
  readonly caller: Caller;
  readonly index: number;
  readonly running: boolean;
  readonly chosen: string | null;
  readonly onChoose: (functionName: string | null) => void;
}

/** The real function of which one request after the other is run, and what the newest came to. */
export function SampledHandler({ scene, caller, index, running, chosen, onChoose }: SampledHandlerProps) {
  const functions = useFunctions();
  const { count, newest } = useSamples(scene, index, chosen, running);
  const names = functions.data?.map(({ FunctionName = "" }) => FunctionName) ?? [];
  const last = newest.at(-1);
  return (
    <div>
      <FormField label={`Real handler of ${CALLER_WORDS[caller.way].who.toLowerCase()}`} description={`Stands for ${caller.functionName}`}>
        <Select
          ariaLabel={`Real handler for ${caller.functionName}`}
          selectedOption={chosen === null ? MODELLED : { value: chosen, label: chosen }}
          options={[MODELLED, ...names.map((name) => ({ value: name, label: name }))]}
          statusType={functions.isPending ? "loading" : functions.isError ? "error" : "finished"}
          loadingText="Loading functions"
          errorText="The functions could not be loaded."
          filteringType={names.length > 8 ? "auto" : "none"}
          onChange={({ detail }) => onChoose(detail.selectedOption.value || null)}
        />
      </FormField>
      {chosen !== null && (
        <Box color="text-body-secondary" fontSize="body-s" data-testid={`sampled-${caller.way}`}>
          {count.toLocaleString("en")} of its requests ran for real in <Link fontSize="body-s" external externalIconAriaLabel="Opens in a new tab" href={href(functionRoute(chosen, { tab: "monitoring" }))}>{chosen}</Link>.{" "}
          {last ? `The newest: ${sampleWords(caller.way, last)}.` : running ? "The first is under way." : "The scene is paused."}
        </Box>
      )}
    </div>
  );
}
