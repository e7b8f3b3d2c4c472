import { render } from "preact";
import "../ui/base.css";
import "./board.css";
import english from "../words/board.en.ftl?raw";
import { beginWords } from "../words/words";
import { Sites } from "./sites";
import { Board } from "./store";
import { TONGUES } from "./tongues";
import { Screen } from "./view";

await beginWords(TONGUES, english);
const site = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const wanted = new URLSearchParams(location.search).get("languages")?.split(",") ?? null;
render(site ? <Screen board={new Board(site)} wanted={wanted} /> : <Sites />, document.getElementById("app")!);
