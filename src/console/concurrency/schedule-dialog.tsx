import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { flash } from "../shared/flash.tsx";
import { FiringTimes } from "../shared/schedules/firing-times.tsx";
import { scheduleOf } from "../shared/schedules/schedule.ts";
import { useCloudNow } from "../aws/cloud-now.ts";
import { FormDialog } from "../shared/form-dialog.tsx";
import { usePutSchedule } from "./scaling-queries.ts";
import { capacityProblem, rangeProblem } from "./scaling-rules.ts";

interface ScheduleDialogProps {
  readonly name: string;
  readonly qualifiers: readonly string[];
  /** Qualifiers that scale already. */
  readonly registered: ReadonlySet<string>;
  readonly onClose: () => void;
}

/** A scheduled action: from some instant on, at least and at most so many environments. */
export function ScheduleDialog({ name, qualifiers, registered, onClose }: ScheduleDialogProps) {
  const [qualifier, setQualifier] = useState(qualifiers[0] ?? "");
  const [actionName, setActionName] = useState("");
  const [schedule, setSchedule] = useState("");
  const [min, setMin] = useState("1");
  const [max, setMax] = useState("10");
  const [asked, setAsked] = useState(false);
  const put = usePutSchedule(name, registered);
  const now = useCloudNow();
  const due = scheduleOf(schedule, now(), "after-one-interval");
  const problems = {
    name: /^[^|:/]{1,256}$/.test(actionName.trim()) ? undefined : "A name of up to 256 characters without |, : and /.",
    schedule: "problem" in due ? due.problem : undefined,
    min: capacityProblem(min),
    max: capacityProblem(max) ?? (capacityProblem(min) === undefined ? rangeProblem(min, max) : undefined),
  };
  const submit = () => {
    setAsked(true);
    if (qualifier === "" || Object.values(problems).some((problem) => problem !== undefined)) return;
    put.mutate(
      { qualifier, actionName: actionName.trim(), schedule: schedule.trim(), min: Number(min), max: Number(max) },
      { onSuccess: () => (flash.success(`Successfully added the scheduled action ${actionName.trim()} for ${name}:${qualifier}.`), onClose()) },
    );
  };
  return (
    <FormDialog header="Add scheduled action" submitLabel="Add" busy={put.isPending} error={put.error} onSubmit={submit} onClose={onClose}>
      <FormField label="Alias or version">
        <Select
          selectedOption={{ value: qualifier, label: qualifier }}
          options={qualifiers.map((value) => ({ value, label: value }))}
          onChange={({ detail }) => setQualifier(detail.selectedOption.value ?? "")}
        />
      </FormField>
      <FormField label="Name" errorText={asked || actionName !== "" ? problems.name : undefined}>
        <Input value={actionName} placeholder="mornings" onChange={({ detail }) => setActionName(detail.value)} />
      </FormField>
      <FormField
        label="Schedule"
        description="at(2027-01-31T08:00:00), rate(5 minutes) or cron(0 8 * * ? *); in UTC."
        constraintText={"next" in due && due.next.length > 0 ? <FiringTimes next={due.next} /> : undefined}
        errorText={asked || schedule !== "" ? problems.schedule : undefined}
        warningText={"caution" in due ? due.caution : undefined}
      >
        <Input value={schedule} spellcheck={false} onChange={({ detail }) => setSchedule(detail.value)} />
      </FormField>
      <FormField label="Minimum capacity from then on" errorText={problems.min}>
        <Input type="number" inputMode="numeric" value={min} onChange={({ detail }) => setMin(detail.value)} />
      </FormField>
      <FormField label="Maximum capacity from then on" errorText={problems.max}>
        <Input type="number" inputMode="numeric" value={max} onChange={({ detail }) => setMax(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
