import { useSignal } from "@preact/signals";
import { TONGUES } from "../console/tongues";
import { useActing } from "../ui/acting";
import { Button, Field, Form, put, Refused, Segments } from "../ui/form";
import { LanguageChoice } from "../ui/language";
import { Mark } from "../ui/mark";
import { t } from "../words/words";
import { signIn } from "./session";

export function SignIn({ fault }: { fault: unknown }) {
  const way = useSignal<"key" | "password">("key");
  return (
    <main class="sign-in">
      <section class="sign-in-card" aria-labelledby="sign-in-title">
        <Mark />
        <h1 id="sign-in-title">{t("sign-in-title")}</h1>
        <p class="lead">{t("sign-in-lead")}</p>
        <Segments
          label={t("sign-in-way")}
          chosen={way.value}
          options={(["key", "password"] as const).map((value) => ({ value, text: t(`sign-in-${value}`) }))}
          choose={(value) => put(way, value)()}
        />
        {way.value === "key" ? <KeyForm /> : <PasswordForm />}
        <Refused fault={fault} />
        <LanguageChoice tongues={TONGUES} />
      </section>
    </main>
  );
}

function KeyForm() {
  const key = useSignal("");
  const { busy, run } = useActing();
  return (
    <Form class="stack" onSend={() => void run(() => signIn({ key: key.value.trim() }))}>
      <Field label={t("sign-in-key-label")} value={key} type="password" required autofocus hint={t("sign-in-key-hint")} />
      <Button look="primary" submit busy={busy.value} disabled={key.value.trim() === ""}>
        {t("sign-in-go")}
      </Button>
    </Form>
  );
}

function PasswordForm() {
  const email = useSignal("");
  const password = useSignal("");
  const { busy, run } = useActing();
  const send = (): Promise<void> => signIn({ email: email.value.trim(), password: password.value });
  return (
    <Form class="stack" onSend={() => void run(send)}>
      <Field label={t("sign-in-email")} value={email} type="email" required autofocus autocomplete="username" />
      <Field label={t("sign-in-password-label")} value={password} type="password" required autocomplete="current-password" />
      <Button look="primary" submit busy={busy.value} disabled={!email.value || !password.value}>
        {t("sign-in-go")}
      </Button>
    </Form>
  );
}
