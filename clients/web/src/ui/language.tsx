import { useId } from "preact/hooks";
import { language, setLanguage, t, type Tongue } from "../words/words";
import { Icon } from "./icons";

export function LanguageChoice({ tongues }: { tongues: readonly Tongue[] }) {
  const id = useId();
  return (
    <label class="language" for={id}>
      <Icon name="language" label={t("language")} />
      <select id={id} value={language.value} onChange={(event) => choose(tongues, event.currentTarget.value)}>
        {tongues.map((tongue) => (
          <option key={tongue.tag} value={tongue.tag} lang={tongue.tag} selected={tongue.tag === language.value}>
            {tongue.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function choose(tongues: readonly Tongue[], tag: string): void {
  const tongue = tongues.find((other) => other.tag === tag);
  if (tongue) void setLanguage(tongue);
}
