import { useMemo } from "preact/hooks";
import { encode } from "uqr";

/** Drawn here and not fetched, so that a pass which the phone keeps opens the gate without a network. */
export function Qr({ text, label }: { text: string; label: string }) {
  // A screen has no creases: the least redundancy gives the largest squares.
  const { size, data } = useMemo(() => encode(text, { ecc: "L", border: 3 }), [text]);
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path class="qr-ground" d={`M0 0h${size}v${size}h-${size}z`} />
      <path class="qr-squares" d={squares.join("")} />
    </svg>
  );
}
