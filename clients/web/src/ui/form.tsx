import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Signal } from "@preact/signals";
import { asProblem, sentence } from "../api/problem";
import { t } from "../words/words";
import { Rule } from "./rules";
import { Icon, type IconName } from "./icons";

interface FieldProps {
  label: string;
  value: Signal<string>;
  hint?: string;
  type?: "text" | "password" | "email" | "tel" | "number" | "date" | "datetime-local";
  required?: boolean;
  autofocus?: boolean;
  autocomplete?: string;
  upper?: boolean;
  inputMode?: "numeric" | "text" | "tel" | "decimal";
}

export function Field({ label, value, hint, type = "text", upper, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type={type as "text"}
        value={value.value}
        spellcheck={false}
        class={upper ? "is-plate" : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        autocomplete={rest.autocomplete ?? "off"}
        required={rest.required}
        inputMode={rest.inputMode}
        autoFocus={rest.autofocus}
        onInput={(event) => {
          value.value = upper ? event.currentTarget.value.toUpperCase() : event.currentTarget.value;
        }}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export interface Option {
  value: string;
  text: string;
}

export function Select({ label, value, options }: { label: string; value: Signal<string>; options: readonly Option[] }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value.value}
        onChange={(event) => {
          value.value = event.currentTarget.value;
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface StepperProps {
  label: string;
  value: number;
  least?: number;
  most: number;
  choose(value: number): void;
}

export function Stepper({ label, value, least = 1, most, choose }: StepperProps) {
  const step = (by: number) => () => choose(Math.min(most, Math.max(least, value + by)));
  return (
    <div class="stepper" role="group" aria-label={label}>
      <button type="button" class="plain" onClick={step(-1)} disabled={value <= least} aria-label={t("fewer")}>
        <Icon name="minus" />
      </button>
      <output>{value}</output>
      <button type="button" class="plain" onClick={step(1)} disabled={value >= most} aria-label={t("more")}>
        <Icon name="plus" />
      </button>
    </div>
  );
}

interface ButtonProps {
  children?: ComponentChildren;
  icon?: IconName;
  look?: "primary" | "quiet" | "danger" | "plain";
  busy?: boolean;
  disabled?: boolean;
  label?: string;
  submit?: boolean;
  onClick?: () => void;
}

export function Button({ children, icon, look = "quiet", busy, disabled, label, submit, onClick }: ButtonProps) {
  return (
    <button
      type={submit ? "submit" : "button"}
      class={`button ${look}${children ? "" : " only-icon"}`}
      disabled={disabled || busy}
      aria-busy={busy}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
    </button>
  );
}

/** A refusal: the sentence first, then small the rule behind it and the code for whoever must report it. */
export function Refused({ fault }: { fault: unknown }) {
  const box = useRef<HTMLDivElement>(null);
  // In a long form what was refused may stand where nobody looks.
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [fault]);
  if (!fault) return null;
  const problem = asProblem(fault);
  return (
    <div class="refused" role="alert" ref={box}>
      <Icon name="alert" />
      <div>
        <p>{sentence(problem)}</p>
        {problem.status > 0 && (
          <p class="refused-why">
            {problem.rule && (
              <span>
                {t("by-rule")} <Rule clause={problem.rule} />
              </span>
            )}
            <code>{problem.code}</code>
          </p>
        )}
      </div>
    </div>
  );
}

/** A handler that sets `signal` to `value`. */
export function put<T>(signal: Signal<T>, value: T): () => void {
  return () => {
    signal.value = value;
  };
}

/** A form that is sent by `onSend` alone. */
export function Form({ class: name, onSend, children }: { class: string; onSend(): void; children: ComponentChildren }) {
  return (
    <form
      class={name}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
    </form>
  );
}

interface SegmentsProps<T extends string> {
  label: string;
  chosen: T;
  options: readonly { value: T; text: ComponentChildren }[];
  choose(value: T): void;
}

/** A few ways of which one is taken. */
export function Segments<T extends string>({ label, chosen, options, choose }: SegmentsProps<T>) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {options.map(({ value, text }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => choose(value)}>
          {text}
        </button>
      ))}
    </div>
  );
}

export function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="skeleton" role="status" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, i) => (
        <i key={i} />
      ))}
    </div>
  );
}
