import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./playground.css";
import { createRoot } from "react-dom/client";
import { loadExamples } from "./examples.js";
import { Playground } from "./playground.js";

const container = document.getElementById("playground");
if (container) createRoot(container).render(<Playground examples={await loadExamples()} />);
