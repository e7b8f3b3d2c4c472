/** What the kiosk keeps: the device's key and the site that it stands at, from the link that it was set up with. */
import { asWords } from "./fragment";

const KEPT = "serai.kiosk";

export interface Post {
  key: string;
  site: string;
  /** The waiting area that it stands in. */
  area?: string;
}

/** A link sets the kiosk up, and is taken out of the address at once. */
export function beginPost(): Post | null {
  const given = asWords(location.hash);
  if (given) {
    keepPost(given);
    history.replaceState(null, "", location.pathname);
    return given;
  }
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null") as Post | null;
  } catch {
    return null;
  }
}

export function keepPost(post: Post): void {
  localStorage.setItem(KEPT, JSON.stringify(post));
}
