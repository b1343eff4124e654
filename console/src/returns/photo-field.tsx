import { CameraOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import { shrinkPicture } from './shrink-picture.ts';

const PHOTOS_MAX = 20;

async function upload(file: File): Promise<string> {
  const picture = await shrinkPicture(file);
  const { id } = await answerOf(
    client.POST('/v1/photos', {
      body: picture as unknown as string,
      bodySerializer: (body: unknown) => body as Blob,
      headers: { 'content-type': 'application/octet-stream' },
    }),
  );
  return id;
}

/** Photos that are added by camera or from files; each is uploaded at once. */
export function PhotoField({
  photoIds,
  onChange,
}: {
  readonly photoIds: readonly string[];
  readonly onChange: (photoIds: readonly string[]) => void;
}) {
  const { t } = useTranslation('returns');
  const input = useRef<HTMLInputElement>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const added: string[] = [];
      for (const file of files) added.push(await upload(file));
      return added;
    },
    onSuccess: (added) => onChange([...new Set([...photoIds, ...added])].slice(0, PHOTOS_MAX)),
  });
  return (
    <div className="photo-add">
      <PhotoStrip
        photoIds={photoIds}
        onRemove={(id) => onChange(photoIds.filter((each) => each !== id))}
      />
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('photo.add')}
        accept="image/*"
        multiple
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) mutate(files);
        }}
      />
      <Button
        icon={<CameraOutlined />}
        loading={isPending}
        disabled={photoIds.length >= PHOTOS_MAX}
        onClick={() => input.current?.click()}
      >
        {t('photo.add')}
      </Button>
      {error !== null && <ProblemNotice problem={error} />}
    </div>
  );
}
