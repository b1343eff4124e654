import { hash } from 'node:crypto';
import type { Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { Photo } from '../../../contracts/returns.ts';
import * as sql from './returns.sql.ts';

/** The largest picture that is taken, in bytes. */
export const PHOTO_BYTES_MAX = 8 * 1_048_576;

/** How each kind of picture begins; what a sender says of it counts nothing. */
const KINDS: readonly { readonly mediaType: string; readonly begins: (head: Buffer) => boolean }[] =
  [
    { mediaType: 'image/jpeg', begins: (head) => head.toString('hex', 0, 3) === 'ffd8ff' },
    { mediaType: 'image/png', begins: (head) => head.toString('hex', 0, 8) === '89504e470d0a1a0a' },
    {
      mediaType: 'image/webp',
      begins: (head) =>
        head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
    },
  ];

/** Keeps a picture; its id is the SHA-256 of its bytes, so the same one is kept once. */
export async function keepPhoto(
  client: Queryable,
  content: Buffer,
  upload: { readonly at: Instant; readonly actor: string },
): Promise<{ readonly kind: 'found'; readonly value: Photo } | Refusal> {
  const kind = KINDS.find(({ begins }) => begins(content));
  if (kind === undefined) {
    return refuse('unsupported_media_type', 'A photo is a JPEG, a PNG or a WebP picture.', {});
  }
  const id = hash('sha256', content);
  await runStatement(client, sql.insertPhoto, [
    id,
    kind.mediaType,
    content,
    upload.at,
    upload.actor,
  ]);
  return { kind: 'found', value: { id, mediaType: kind.mediaType, bytes: content.length } };
}

/** The bytes of a picture that was kept. */
export async function readPhoto(
  client: Queryable,
  id: string,
): Promise<
  | {
      readonly kind: 'found';
      readonly value: { readonly mediaType: string; readonly content: Buffer };
    }
  | Refusal
> {
  const [row] = await runStatement<{ media_type: string; content: Buffer }>(client, sql.readPhoto, [
    id,
  ]);
  return row === undefined
    ? refuse('not_found', 'There is no such photo.', { id })
    : { kind: 'found', value: { mediaType: row.media_type, content: row.content } };
}

/** Of the ids of photos, those that nobody has uploaded. */
export async function unknownPhotos(
  client: Queryable,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await runStatement<{ id: string }>(client, sql.readPhotoIds, [[...ids]]);
  const known = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
