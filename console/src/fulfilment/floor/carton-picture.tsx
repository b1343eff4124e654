import './carton-picture.css';
import { insideOf, type PackDraft, type PlannedCarton } from './packing.ts';

const BLOCKS_MAX = 24;
const WIDTH = 220;
const HEIGHT = 120;
const PAD = 10;

/** An open box with what belongs into it: what is in already is filled. */
export function CartonPicture({
  planned,
  draft,
  index,
  label,
}: {
  readonly planned: PlannedCarton;
  readonly draft: PackDraft;
  readonly index: number;
  readonly label: string;
}) {
  const blocks = planned.lines
    .flatMap(({ lineNumber, quantity }, position) => {
      const inside = insideOf(draft, index, lineNumber);
      return Array.from({ length: quantity }, (_, unit) => ({
        name: `${lineNumber}/${unit}`,
        series: position % 8,
        isInside: unit < inside,
      }));
    })
    .slice(0, BLOCKS_MAX);
  const columns = Math.min(blocks.length, Math.max(2, Math.ceil(Math.sqrt(blocks.length * 2))));
  const rows = Math.ceil(blocks.length / Math.max(1, columns));
  const gap = 5;
  const width = Math.min(64, (WIDTH - 2 * PAD - gap * (columns - 1)) / columns);
  const height = Math.min(64, (HEIGHT - 2 * PAD - gap * (rows - 1)) / rows);
  return (
    <svg
      className="carton"
      viewBox={`-24 -2 ${WIDTH + 48} ${HEIGHT + 6}`}
      role="img"
      aria-label={label}
    >
      <path className="carton-flap" d={`M0 2 L-22 20 L0 28 Z`} />
      <path className="carton-flap" d={`M${WIDTH} 2 L${WIDTH + 22} 20 L${WIDTH} 28 Z`} />
      <path
        className="carton-wall"
        d={`M0 2 V${HEIGHT - 8} Q0 ${HEIGHT} 8 ${HEIGHT} H${WIDTH - 8} Q${WIDTH} ${HEIGHT} ${WIDTH} ${HEIGHT - 8} V2`}
      />
      {blocks.map(({ name, series, isInside }, position) => {
        const column = position % columns;
        const row = Math.floor(position / columns);
        return (
          <rect
            key={name}
            className={`carton-block carton-series-${series} ${isInside ? 'carton-block-inside' : ''}`}
            x={PAD + column * (width + gap)}
            y={HEIGHT - PAD - (row + 1) * height - row * gap}
            width={width}
            height={height}
            rx={4}
          />
        );
      })}
    </svg>
  );
}
