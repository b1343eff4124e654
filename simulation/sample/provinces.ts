/** A province of China by its capital, for the zones of domestic carriers. */
export interface Province {
  /** ISO 3166-2 without the country. */
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Far from every hub: the west and the islands. */
  readonly isRemote: boolean;
}

const CAPITALS = `
BJ 39.9 116.4|TJ 39.1 117.2|HE 38.0 114.5|SX 37.9 112.5|NM 40.8 111.7 *|LN 41.8 123.4|JL 43.8 125.3
HL 45.8 126.5|SH 31.2 121.5|JS 32.1 118.8|ZJ 30.3 120.2|AH 31.8 117.2|FJ 26.1 119.3|JX 28.7 115.9
SD 36.7 117.1|HA 34.7 113.6|HB 30.6 114.3|HN 28.2 112.9|GD 23.1 113.3|GX 22.8 108.4|HI 20.0 110.2 *
CQ 29.6 106.6|SC 30.6 104.1|GZ 26.6 106.7|YN 24.9 102.8|XZ 29.7 91.1 *|SN 34.3 108.9|GS 36.1 103.8
QH 36.6 101.8 *|NX 38.5 106.2|XJ 43.8 87.6 *`;

/** The 31 provinces, autonomous regions and municipalities of the mainland. */
export const PROVINCES: readonly Province[] = CAPITALS.trim()
  .split(/[|\n]/)
  .map((row) => {
    const [code, latitude, longitude, mark] = row.split(' ');
    return {
      code: code as string,
      latitude: Number(latitude),
      longitude: Number(longitude),
      isRemote: mark === '*',
    };
  });
