import "@cloudscape-design/global-styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connectCloud } from "#cloud/connect.ts";
import { App } from "#console/app.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");

createRoot(root).render(
  <StrictMode>
    <App cloud={connectCloud()} />
  </StrictMode>,
);
