import { render } from "preact";
import "../ui/base.css";
import "./rules.css";
import english from "../words/rules.en.ftl?raw";
import { beginWords } from "../words/words";
import { TONGUES } from "./tongues";
import { Rules } from "./view";

await beginWords(TONGUES, english);
render(<Rules />, document.getElementById("app")!);
