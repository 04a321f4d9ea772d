import type { RequestStatus } from "@aws-sdk/client-service-quotas";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { APPROVAL_MS } from "#services/service-quotas/quota-requests.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { absoluteTime } from "../shared/times.ts";
import { QuotaDialog } from "./quota-dialog.tsx";
import { useConcurrencyQuota, useQuotaRequests } from "../aws/quota-queries.ts";

const STATUS: Partial<Record<RequestStatus, { readonly type: StatusIndicatorProps.Type; readonly text: string }>> = {
  PENDING: { type: "pending", text: "Pending" },
  CASE_OPENED: { type: "in-progress", text: "Quota requested" },
  APPROVED: { type: "success", text: "Quota request approved" },
  DENIED: { type: "error", text: "Quota request denied" },
  CASE_CLOSED: { type: "stopped", text: "Closed" },
};

/** Service Quotas: asks for more concurrent executions, and shows what was asked for. */
export function QuotaPanel() {
  const quota = useConcurrencyQuota();
  const requests = useQuotaRequests();
  const [asking, setAsking] = useState(false);
  const failure = quota.error ?? requests.error;
  if (failure) return <ApiErrorAlert header="Service Quotas could not be read" error={failure} onRetry={() => (void quota.refetch(), void requests.refetch())} />;
  return (
    <>
      <Table
        items={requests.data ?? []}
        trackBy="Id"
        loading={requests.isPending}
        loadingText="Loading requests"
        wrapLines
        ariaLabels={{ tableLabel: "Requests for a higher quota" }}
        columnDefinitions={[
          { id: "desired", header: "Requested value", isRowHeader: true, cell: ({ DesiredValue }) => DesiredValue?.toLocaleString("en") ?? "-" },
          { id: "status", header: "Status", cell: ({ Status }) => <RequestState status={Status} /> },
          { id: "created", header: "Requested", cell: ({ Created }) => absoluteTime(Created) },
        ]}
        empty={
          <Box textAlign="center" padding="s">
            <SpaceBetween size="xxs">
              <b>No requests</b>
              <Box color="text-body-secondary">AWS raises the quota by itself as it is used. Ask here where that is too late.</Box>
            </SpaceBetween>
          </Box>
        }
        header={
          <Header
            variant="h2"
            description={`Quota “Concurrent executions” of this account and Region: ${quota.data?.toLocaleString("en") ?? "…"}. At AWS somebody decides on a request; here it is approved after ${APPROVAL_MS / 60_000} minutes, which the clock at the top of the page can skip.`}
            actions={<Button disabled={quota.data === undefined} onClick={() => setAsking(true)}>Request increase</Button>}
          >
            Service Quotas
          </Header>
        }
      />
      {asking && quota.data !== undefined && <QuotaDialog now={quota.data} onClose={() => setAsking(false)} />}
    </>
  );
}

function RequestState({ status }: { status: RequestStatus | undefined }) {
  const known = status && STATUS[status];
  return known ? <StatusIndicator type={known.type}>{known.text}</StatusIndicator> : (status ?? "-");
}
