const SIDE_PX_MAX = 2_000;
const JPEG_QUALITY = 0.85;

/** The sides of a picture within the largest side that is kept, with the same shape. */
export function sidesWithin(
  width: number,
  height: number,
  sideMax = SIDE_PX_MAX,
): { readonly width: number; readonly height: number } {
  const factor = Math.min(1, sideMax / Math.max(width, height, 1));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/**
 * A picture as it is uploaded: phones take larger ones than anybody looks at, and some in forms that only
 * they can read. What the browser cannot draw goes as it is, and the server says what is wrong with it.
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = sidesWithin(picture.width, picture.height);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
    picture.close();
    const small = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY),
    );
    return small ?? file;
  } catch {
    return file;
  }
}
