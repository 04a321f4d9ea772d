import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, Suspense, useMemo, useState } from "react";
import { CALLERS } from "#simulation/starvation-callers.ts";
import { useAwsMutation } from "../aws/operations.ts";
import { flash } from "../shared/flash.tsx";
import { Loading } from "../shared/loading.tsx";
import { Page } from "../shared/page.tsx";
import { href } from "../shared/routes.ts";
import { CallerCard } from "./caller-card.tsx";
import { CALLER_COLORS } from "./caller-words.ts";
import { PoolCanvas } from "./pool-canvas.tsx";
import { prepareFunctions } from "./prepare-functions.ts";
import { SampledHandler } from "./sampled-handler.tsx";
import { sceneWords, seenBy } from "./summary.ts";
import { useScene, type Scene } from "./use-scene.ts";

// recharts is a third of this page: the picture is there before it.
const FailuresChart = lazy(async () => ({ default: (await import("./failures-chart.tsx")).FailuresChart }));

/** What one click reserves for each of the functions that starve. */
const CURE = 100;

/** Who starves whom: three callers on one pool of concurrency, and the reservation that heals the picture. */
export function StarvationPage() {
  return (
    <Page
      title="Who starves whom"
      breadcrumbs={[{ text: "Who starves whom", href: href({ page: "starvation" }) }]}
      help={{
        title: "One pool for everybody",
        body: (
          <>
            <p>All functions of an account share its concurrency in a Region, 1,000 unless AWS raised it. A function without a reservation may take all of it; then every other function is throttled, however little it asks.</p>
            <p>Reserved concurrency is both at once: what is reserved for a function nobody else can take, and it can take no more than that. 100 always stay unreserved.</p>
            <p>Which error a client sees depends on the way it came: a load balancer says 502, API Gateway 500, and only the API itself says what it was, 429.</p>
          </>
        ),
      }}
    >
      <SceneContent />
    </Page>
  );
}

function SceneContent() {
  const scene = useScene();
  const { histories } = scene;
  const limit = scene.scene.limit;
  const reserved = histories.reduce((sum, history) => sum + Math.max(0, history.reserved), 0);
  const names = useMemo(() => scene.scene.histories().map(({ caller }) => caller.functionName), [scene.scene]);
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description="Three functions, three callers, one pool of 1,000. Turn the rates, then reserve." actions={<Controls scene={scene} />}>
        Who starves whom
      </Header>
      <Verdict scene={scene} />
      <div style={{ display: "grid", gap: 20, gridTemplateColumns: "repeat(auto-fit, minmax(min(200px, 100%), 1fr))" }}>
        {histories.map((history, index) => (
          <CallerCard
            key={history.caller.way}
            history={history}
            color={CALLER_COLORS[index % CALLER_COLORS.length]!}
            limit={limit}
            reservedByOthers={reserved - Math.max(0, history.reserved)}
            onRate={(rate) => scene.setRate(index, rate)}
            onReserve={(value) => scene.setReserved(index, value)}
          />
        ))}
      </div>
      <Container header={<Header variant="h2" description={`${(limit - reserved).toLocaleString("en")} unreserved, ${reserved.toLocaleString("en")} reserved`}>The account's concurrency: {limit.toLocaleString("en")}</Header>}>
        <ColumnLayout columns={2}>
          <SpaceBetween size="s">
            <PoolCanvas key={scene.scene.limit} scene={scene.scene} onFrame={scene.onFrame} names={names} label={sceneWords(histories, limit)} />
            <Legend histories={histories} free={limit - histories.reduce((sum, { running }) => sum + running, 0)} />
          </SpaceBetween>
          <Suspense fallback={<Loading what="the chart" />}><FailuresChart histories={histories} /></Suspense>
        </ColumnLayout>
      </Container>
      <WhatIsReal scene={scene} />
    </SpaceBetween>
  );
}

/** Says which part runs and which is modelled, and offers three functions to try it with. */
function WhatIsReal({ scene }: { scene: Scene }) {
  const [chosen, setChosen] = useState<readonly (string | null)[]>(() => CALLERS.map(() => null));
  const prepare = useAwsMutation("lambda", (lambda) => prepareFunctions(lambda, CALLERS));
  const names = CALLERS.map(({ functionName }) => functionName);
  const allChosen = chosen.every((name, index) => name === names[index]);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              loading={prepare.isPending}
              {...(allChosen ? { disabled: true, disabledReason: "The three functions of the scene are sampled already." } : {})}
              onClick={() =>
                prepare.mutate(undefined, {
                  onSuccess: () => {
                    setChosen(names);
                    flash.success(`The functions ${names.join(", ")} are there, and are sampled. Change the code of one and deploy: the scene follows.`);
                  },
                  onError: (error) => flash.failure("The functions of the scene could not be created", error),
                })
              }
            >
              Create and sample three functions
            </Button>
          }
        >
          What is real here
        </Header>
      }
    >
      <SpaceBetween size="xs">
        <Box><b>The rules.</b> Every request passes the same code as an invocation in the Test tab: admission, reservations, execution environments, request rates.</Box>
        <Box><b>The callers are modelled.</b> No browser runs thousands of handlers a second, so where one would run stands a duration on a virtual clock. What is reserved here is reserved in this scene only.</Box>
        <Box>
          <b>Handlers are real by sampling.</b> Choose a function for a caller: the next request that the scene admits, and then about one a second, is also sent to it through the API; how long its handler ran is what
          all the modelled requests of that caller last from then on. A request that the scene throttles runs nothing.
        </Box>
        <ColumnLayout columns={3} minColumnWidth={200}>
          {CALLERS.map((caller, index) => (
            <SampledHandler
              key={caller.way}
              scene={scene.scene}
              caller={caller}
              index={index}
              running={scene.running}
              chosen={chosen[index] ?? null}
              onChoose={(functionName) => setChosen(chosen.with(index, functionName))}
            />
          ))}
        </ColumnLayout>
      </SpaceBetween>
    </Container>
  );
}

function Controls({ scene }: { scene: Scene }) {
  const anyReserved = scene.histories.some(({ reserved }) => reserved >= 0);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName={scene.running ? "pause" : "play"} onClick={() => scene.setRunning(!scene.running)}>{scene.running ? "Pause" : "Run"}</Button>
      <Button iconName="undo" onClick={scene.restart}>Start again</Button>
      <Button
        onClick={() => scene.histories.forEach((_, index) => scene.setReserved(index, -1))}
        {...(anyReserved ? {} : { disabled: true, disabledReason: "Nothing is reserved." })}
      >
        Remove reservations
      </Button>
      <Button variant="primary" onClick={() => scene.histories.forEach(({ caller }, index) => scene.setReserved(index, caller.way === "alb" ? -1 : CURE))}>
        Reserve {CURE} for each of the few
      </Button>
    </SpaceBetween>
  );
}

/** How it stands, in a sentence; said aloud when it turns. */
function Verdict({ scene: { histories, scene } }: { scene: Scene }) {
  const victims = histories.filter((history) => history.caller.way !== "alb" && seenBy(history).failedShare > 0).map(({ caller }) => caller.functionName);
  const greedy = histories.find(({ caller }) => caller.way === "alb");
  const overloaded = greedy !== undefined && seenBy(greedy).failedShare > 0;
  const [type, header, text] =
    victims.length > 0
      ? (["error", `${victims.join(" and ")} ${victims.length === 1 ? "is" : "are"} starved`, `${greedy?.caller.functionName ?? ""} takes what there is of the ${scene.limit.toLocaleString("en")}. The others ask for little and are throttled all the same.`] as const)
      : overloaded
        ? (["warning", "The overload harms only its cause", `${greedy.caller.functionName} asks for more than it can have and is throttled; the others have what they need. A higher account quota, or a shorter handler, would help it too.`] as const)
        : (["success", "Everybody is served", "There is room for all three in the pool. Turn up the many users to see who pays for it."] as const);
  return (
    <>
      <Alert type={type} header={header}>{text}</Alert>
      <LiveRegion hidden>{header}</LiveRegion>
    </>
  );
}

function Legend({ histories, free }: { histories: Scene["histories"]; free: number }) {
  return (
    <ul style={{ display: "flex", flexWrap: "wrap", gap: "2px 20px", margin: 0, padding: 0, listStyle: "none" }}>
      {histories.map(({ caller, running, reserved }, index) => (
        <li key={caller.functionName}>
          <span aria-hidden style={{ display: "inline-block", width: 10, height: 10, marginInlineEnd: 6, borderRadius: 2, background: CALLER_COLORS[index % CALLER_COLORS.length] }} />
          {caller.functionName}: {running.toLocaleString("en")}{reserved >= 0 ? ` of ${reserved.toLocaleString("en")} reserved` : ""}
        </li>
      ))}
      <li>Free: {free.toLocaleString("en")}</li>
    </ul>
  );
}
