import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useCallback, useEffect, useState } from 'react';
import './feedback.css';

/** What a person is told about what they have just done. */
export interface Told {
  readonly kind: 'good' | 'wrong';
  readonly text: string;
  readonly detail?: string;
  readonly count: number;
}

const GOOD_MS = 2_500;
let audio: AudioContext | null = null;

/** Hands and ears hear it too: somebody who picks looks at the shelf. */
function signal(kind: Told['kind']): void {
  navigator.vibrate?.(kind === 'good' ? 40 : [180, 80, 180, 80, 260]);
  try {
    audio ??= new AudioContext();
    const gain = audio.createGain();
    gain.gain.value = 0.15;
    gain.connect(audio.destination);
    const tones =
      kind === 'good'
        ? [[880, 0, 0.08]]
        : [
            [180, 0, 0.18],
            [140, 0.22, 0.3],
          ];
    for (const [frequency = 0, from = 0, length = 0] of tones) {
      const tone = audio.createOscillator();
      tone.type = kind === 'good' ? 'sine' : 'square';
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start(audio.currentTime + from);
      tone.stop(audio.currentTime + from + length);
    }
  } catch {
    // A browser may have no sound, or none before the first touch.
  }
}

/** Tells whether a scan was right, in colour, by sound and by vibration. */
export function useFeedback(): {
  readonly told: Told | null;
  readonly good: (text: string) => void;
  readonly wrong: (text: string, detail?: string) => void;
  readonly clear: () => void;
} {
  const [told, setTold] = useState<Told | null>(null);
  const tell = useCallback((kind: Told['kind'], text: string, detail?: string) => {
    signal(kind);
    setTold((before) => ({
      kind,
      text,
      count: (before?.count ?? 0) + 1,
      ...(detail === undefined ? {} : { detail }),
    }));
  }, []);
  useEffect(() => {
    if (told?.kind !== 'good') return;
    const timer = setTimeout(() => setTold(null), GOOD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  return {
    told,
    good: useCallback((text: string) => tell('good', text), [tell]),
    wrong: useCallback((text: string, detail?: string) => tell('wrong', text, detail), [tell]),
    clear: useCallback(() => setTold(null), []),
  };
}

/** The answer to a scan; a wrong one stays until something else is scanned. */
export function Feedback({ told }: { readonly told: Told | null }) {
  return (
    <div className="feedback-place">
      <div role="alert">
        {told?.kind === 'wrong' && (
          <p key={told.count} className="feedback feedback-wrong">
            <CloseCircleFilled aria-hidden />
            <span>
              <strong>{told.text}</strong>
              {told.detail !== undefined && <span>{told.detail}</span>}
            </span>
          </p>
        )}
      </div>
      <div role="status">
        {told?.kind === 'good' && (
          <p key={told.count} className="feedback feedback-good">
            <CheckCircleFilled aria-hidden />
            <strong>{told.text}</strong>
          </p>
        )}
      </div>
    </div>
  );
}
