import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./playground.css";
import { createRoot } from "react-dom/client";
import { Playground } from "./playground.js";
import { loadSettings } from "./settings.js";

const container = document.getElementById("playground");
if (container) createRoot(container).render(<Playground settings={await loadSettings()} />);
