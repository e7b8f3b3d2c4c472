import type { Drawing, Point } from "./drawing";

/** What is no road and no bay, such as a waiting area, under its name. */
export function Areas({ drawing, scale }: { drawing: Drawing; scale: number }) {
  return (
    <g class="areas">
      {drawing.areas.map(({ id, name, points }) => (
        <g key={id}>
          <AreaShape name={name} points={points} scale={scale} />
        </g>
      ))}
    </g>
  );
}

export function AreaShape({ name, points, scale }: { name: string | null; points: readonly Point[]; scale: number }) {
  return (
    <>
      <polygon points={points.map((p) => `${p.x},${p.y}`).join(" ")} />
      {name && points[0] && (
        <text
          x={Math.min(...points.map((p) => p.x)) + 6 / scale}
          y={Math.min(...points.map((p) => p.y)) + 14 / scale}
          font-size={11 / scale}
        >
          {name}
        </text>
      )}
    </>
  );
}
