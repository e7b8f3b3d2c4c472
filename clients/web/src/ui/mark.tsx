/** The gate of a caravanserai. */
export function Mark({ small }: { small?: boolean }) {
  return (
    <span class={`mark${small ? " is-small" : ""}`}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" />
        <path d="M7 25V13.5C7 8.8 11 6 16 6s9 2.8 9 7.5V25h-5.2v-9.4c0-2.4-1.6-3.9-3.8-3.9s-3.8 1.5-3.8 3.9V25z" />
      </svg>
      <b>Serai</b>
    </span>
  );
}
