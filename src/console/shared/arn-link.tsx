import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import { arnName } from "./arn-names.ts";

/** `Amazon SQS: jobs-dlq`, as a link where the console has a page for it; the whole ARN as its tooltip. */
export function ArnLink({ arn }: { arn: string }) {
  const { service, name, href } = arnName(arn);
  return (
    <span title={arn}>
      <Box variant="span" color="text-body-secondary">{service}: </Box>
      {href === undefined ? name : <Link href={href}>{name}</Link>}
    </span>
  );
}
