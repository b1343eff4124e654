import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './photos.css';

const addressOf = (id: string): string => `/v1/photos/${id}`;

/** Photos as small pictures; each opens large, and arrows lead to the next. */
export function PhotoStrip({
  photoIds,
  onRemove,
}: {
  readonly photoIds: readonly string[];
  readonly onRemove?: (id: string) => void;
}) {
  const { t } = useTranslation('returns');
  const [shown, setShown] = useState<number | null>(null);
  if (photoIds.length === 0) return null;
  return (
    <>
      <ul className="photos">
        {photoIds.map((id, index) => (
          <li key={id}>
            <button
              type="button"
              className="photo"
              aria-label={t('photo.open', { number: index + 1, count: photoIds.length })}
              onClick={() => setShown(index)}
            >
              <img src={addressOf(id)} alt="" loading="lazy" />
            </button>
            {onRemove !== undefined && (
              <button
                type="button"
                className="photo-remove"
                aria-label={t('photo.remove', { number: index + 1 })}
                onClick={() => onRemove(id)}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {shown !== null && (
        <LargePhoto
          photoIds={photoIds}
          index={Math.min(shown, photoIds.length - 1)}
          show={setShown}
        />
      )}
    </>
  );
}

function LargePhoto({
  photoIds,
  index,
  show,
}: {
  readonly photoIds: readonly string[];
  readonly index: number;
  readonly show: (index: number | null) => void;
}) {
  const { t } = useTranslation('returns');
  const count = photoIds.length;
  useEffect(() => {
    const turn = (event: KeyboardEvent): void => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step !== undefined) show((index + step + count) % count);
    };
    globalThis.addEventListener('keydown', turn);
    return () => globalThis.removeEventListener('keydown', turn);
  }, [index, count, show]);
  const of = t('photo.of', { number: index + 1, count });
  return (
    <Modal
      open
      centered
      footer={null}
      width="min(960px, 96vw)"
      title={of}
      onCancel={() => show(null)}
      className="photo-modal"
    >
      <div className="photo-large">
        <img src={addressOf(photoIds[index] ?? '')} alt={of} />
        {count > 1 && (
          <div className="photo-turns">
            <Button
              icon={<LeftOutlined />}
              aria-label={t('photo.before')}
              onClick={() => show((index - 1 + count) % count)}
            />
            <Button
              icon={<RightOutlined />}
              aria-label={t('photo.next')}
              onClick={() => show((index + 1) % count)}
            />
          </div>
        )}
      </div>
    </Modal>
  );
}
