import { useSignal } from "@preact/signals";
import { Button, put } from "../ui/form";

interface Props {
  /** What the first tap says, what is asked then, and the two answers. */
  words: { offer: string; question: string; yes: string; no: string };
  busy: boolean;
  look?: "plain" | "quiet";
  act(): void;
}

/** An act that cannot be taken back is asked for twice. */
export function Sure({ words, busy, look = "plain", act }: Props) {
  const isAsking = useSignal(false);
  if (!isAsking.value) {
    return (
      <Button look={look} onClick={put(isAsking, true)}>
        {words.offer}
      </Button>
    );
  }
  return (
    <div class="tile">
      <p>{words.question}</p>
      <div class="two">
        <Button onClick={put(isAsking, false)}>{words.no}</Button>
        <Button look={look === "plain" ? "danger" : "quiet"} busy={busy} onClick={act}>
          {words.yes}
        </Button>
      </div>
    </div>
  );
}
