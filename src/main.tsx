import "@cloudscape-design/global-styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { connectCloud } from "#cloud/connect.ts";
import { App } from "#console/app.tsx";
import { preloadPage } from "#console/preload.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");

// The cloud first: what every page shows comes from it.
const cloud = connectCloud();
preloadPage(location.hash);

createRoot(root).render(
  <StrictMode>
    <App cloud={cloud} />
  </StrictMode>,
);
