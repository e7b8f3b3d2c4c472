/** A refusal as the service words it: `detail` is the sentence for people, `code` the stable name for machines. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(detail);
    this.name = "Problem";
  }

  /** Nobody answered: the request may or may not have been carried out. */
  get isUnreachable(): boolean {
    return this.status === 0;
  }
}

export function unreachable(): Problem {
  return new Problem(0, "network", "");
}

export async function problemFrom(response: Response): Promise<Problem> {
  const facts = await response
    .json()
    .then((body: unknown) => (typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {}))
    .catch(() => ({}) as Record<string, unknown>);
  const text = (name: string): string | null => (typeof facts[name] === "string" ? (facts[name] as string) : null);
  return new Problem(
    response.status,
    text("code") ?? `http.${response.status}`,
    text("detail") ?? text("title") ?? response.statusText,
    facts,
  );
}

export function asProblem(fault: unknown): Problem {
  return fault instanceof Problem ? fault : new Problem(-1, "client", String(fault));
}

/** What a reading in the background has to say: that nobody answers is for the link's own sign to tell. */
export function aside(fault: unknown): unknown {
  return fault && asProblem(fault).isUnreachable ? null : fault;
}
