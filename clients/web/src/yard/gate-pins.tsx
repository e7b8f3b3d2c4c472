import type { Drawing } from "./drawing";
import { atRim, type Size, toScreen, type View } from "./view";

const MARGIN_PX = 14;

/** Gates, drawn where they are or, when off the screen, at its rim pointing their way. */
export function GatePins({ drawing, view, size }: { drawing: Drawing; view: View; size: Size }) {
  return (
    <g class="gate-pins">
      {drawing.gates.map((gate) => {
        const rim = atRim(view, size, gate.at, MARGIN_PX);
        const at = rim?.at ?? toScreen(view, size, gate.at);
        const isRight = at.x > size.width / 2;
        return (
          <g key={gate.id} transform={`translate(${at.x} ${at.y})`}>
            {rim ? (
              <path class="pin" d="M-4-6L6 0L-4 6z" transform={`rotate(${rim.heading})`} />
            ) : (
              <rect class="pin" x="-5" y="-5" width="10" height="10" rx="2" />
            )}
            <text x={isRight ? -12 : 12} text-anchor={isRight ? "end" : "start"}>
              {gate.id}
            </text>
          </g>
        );
      })}
    </g>
  );
}
