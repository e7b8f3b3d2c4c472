import { render } from "preact";
import "../ui/base.css";
import "../ui/controls.css";
import "./kiosk.css";
import english from "../words/kiosk.en.ftl?raw";
import shared from "../words/shared.en.ftl?raw";
import { beginWords } from "../words/words";
import { beginPost } from "./kept";
import { Kiosk } from "./page";
import { TONGUES } from "./tongues";

await beginWords(TONGUES, `${english}\n${shared}`);
render(<Kiosk given={beginPost()} />, document.getElementById("app")!);
