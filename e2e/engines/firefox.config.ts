import { smokeIn } from "./engines.ts";

export default smokeIn("firefox");
