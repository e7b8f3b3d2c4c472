/** Fields of the yard's editor: each is a step when it is left, not with every letter. */
import { useId } from "preact/hooks";

interface TextProps {
  label: string;
  value: string;
  unit?: string;
  inputMode?: "decimal" | "text";
  change(value: string): void;
}

export function Text({ label, value, unit, inputMode = "text", change }: TextProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label}
        {unit && <small> {unit}</small>}
      </label>
      <input
        id={id}
        value={value}
        spellcheck={false}
        autocomplete="off"
        inputMode={inputMode}
        onChange={(event) => change(event.currentTarget.value.trim())}
      />
    </div>
  );
}

interface NumberProps {
  label: string;
  unit?: string;
  value: number | undefined;
  change(value: number | undefined): void;
}

/** A number, or nothing; what is no number leaves it as it was. */
export function Numeric({ label, unit, value, change }: NumberProps) {
  return (
    <Text
      label={label}
      {...(unit !== undefined && { unit })}
      inputMode="decimal"
      value={value === undefined ? "" : String(value)}
      change={(text) => {
        const next = text === "" ? undefined : Number(text.replace(",", "."));
        if (next === undefined || Number.isFinite(next)) change(next);
      }}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  change(value: string): void;
}

export function Choice({ label, value, options, change }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => change(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Tick({ label, value, change }: { label: string; value: boolean; change(value: boolean): void }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={value} onChange={(event) => change(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
