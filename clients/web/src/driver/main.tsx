import { render } from "preact";
import "../ui/base.css";
import "../ui/controls.css";
import "./driver.css";
import english from "../words/driver.en.ftl?raw";
import shared from "../words/shared.en.ftl?raw";
import { beginWords } from "../words/words";
import { beginKey } from "./kept";
import { keepPage } from "./offline";
import { Page } from "./page";
import { TONGUES } from "./tongues";

await beginWords(TONGUES, `${english}\n${shared}`);
render(<Page linkKey={beginKey()} />, document.getElementById("app")!);
// Another link opened in the same tab is another driver's or another visit: begin afresh.
addEventListener("hashchange", () => location.reload());
void keepPage();
