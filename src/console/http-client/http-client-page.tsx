import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useCloud } from "../aws/cloud-context.tsx";
import type { ErrorLike } from "../shared/api-error.tsx";
import { Copyable } from "../shared/copy.tsx";
import { Page } from "../shared/page.tsx";
import { href } from "../shared/routes.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { CurlLine } from "./curl-line.tsx";
import { RequestForm } from "./request-form.tsx";
import { readRequest, type HttpRequest, type RequestFields } from "./request-text.ts";
import { sendRequest, type HttpReply } from "./send-request.ts";

const TITLE = "Send a request";

/** Calls an API or a load balancer of the account, as any HTTP client would. */
export function HttpClientPage({ host, path }: { host: string; path: string }) {
  const { cloud } = useCloud();
  const [asked, query = ""] = path.split("?", 2) as [string, string?];
  const [fields, setFields] = useState<RequestFields>({ method: "GET", path: asked === "" ? "/" : asked, query, headers: "", body: "" });
  const [insist, setInsist] = useState(false);
  const send = useMutation<HttpReply, ErrorLike, HttpRequest>({ mutationFn: (request) => sendRequest(cloud, host, request) });
  const read = readRequest(fields);
  const submit = () => {
    if ("problems" in read) return setInsist(true);
    if (!send.isPending) send.mutate(read.request);
  };
  return (
    <Page
      title={`${TITLE} | ${host}`}
      breadcrumbs={[{ text: TITLE, href: href({ page: "http-client", host, path }) }]}
      help={{
        title: TITLE,
        body: (
          <>
            <p>The request goes to the API or load balancer at this address, which invokes the function behind it and makes an HTTP answer of what it returns.</p>
            <p>These services do not pass on why Lambda refused or failed: the page says what an answer can mean. The function&apos;s own logs and metrics know which of them it was.</p>
          </>
        ),
      }}
    >
      <SpaceBetween size="l">
        <Header variant="h1" description={<Copyable what="address" text={`${schemeOf(host)}://${host}${"request" in read ? read.request.target : ""}`} />}>{TITLE}</Header>
        <Container header={<Header variant="h2">Request</Header>}>
          <SpaceBetween size="l">
            <RequestForm
              fields={fields}
              problems={insist && "problems" in read ? read.problems : {}}
              sending={send.isPending}
              onChange={(change) => setFields((old) => ({ ...old, ...change }))}
              onSend={submit}
            />
            {"request" in read && <CurlLine host={host} request={read.request} />}
          </SpaceBetween>
        </Container>
        <AnswerPanel host={host} reply={send.data} sending={send.isPending} error={send.error} onRetry={submit} />
      </SpaceBetween>
    </Page>
  );
}

/** APIs are called by https alone; load balancers listen on HTTP here. */
function schemeOf(host: string): "http" | "https" {
  return host.includes(".execute-api.") ? "https" : "http";
}
