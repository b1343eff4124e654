import { useEffect, useRef } from 'react';
import type { GeoJSONSource, Map as MapView, StyleSpecification } from 'maplibre-gl';
import type { Palette } from '../theme/palette.ts';
import { useTheme } from '../theme/theme.tsx';

/** A place to draw. Sizes are pixels of radius. */
export interface MapPoint {
  readonly id: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly label: string;
  readonly kind: 'location' | 'shipment' | 'destination' | 'trouble';
  readonly radius?: number;
}

/** A way to draw, from place to place. */
export interface MapWay {
  readonly id: string;
  readonly from: readonly [longitude: number, latitude: number];
  readonly to: readonly [longitude: number, latitude: number];
  /** How far of it is done, 0 to 1. */
  readonly done?: number;
  /** How much goes this way beside others, 0 to 1; 1 unless given. */
  readonly weight?: number;
}

interface WorldMapProps {
  readonly label: string;
  readonly height: number | string;
  readonly points: readonly MapPoint[];
  readonly ways?: readonly MapWay[];
  readonly onPoint?: (id: string) => void;
}

const WAY_STEPS = 48;

/**
 * The world with what happens on it. The basemap comes with the console, so that it works without a
 * network. The library is loaded with the first map.
 */
export function WorldMap({ label, height, points, ways = [], onPoint }: WorldMapProps) {
  const { palette } = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<MapView | null>(null);
  const latest = useRef({ points, ways, onPoint });
  useEffect(() => {
    latest.current = { points, ways, onPoint };
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let isGone = false;
    void import('./map-library.ts').then(({ maplibre, readWorld }) => {
      if (isGone) return;
      const view = new maplibre.Map({
        container: element,
        style: styleOf(palette, readWorld()),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        // Whoever draws across the date line names places beyond 180 degrees.
        renderWorldCopies: crossesDateLine(latest.current.points),
        maxZoom: 8,
        ...boundsOf(latest.current.points, latest.current.ways),
      });
      view.touchZoomRotate.disableRotation();
      map.current = view;
      const popup = new maplibre.Popup({ closeButton: false, offset: 10, className: 'map-popup' });
      view.on('load', () => draw(view, latest.current));
      view.on('mouseenter', 'points', ({ features, lngLat }) => {
        view.getCanvas().style.cursor = 'pointer';
        popup
          .setLngLat(lngLat)
          .setText(String(features?.[0]?.properties['label'] ?? ''))
          .addTo(view);
      });
      view.on('mouseleave', 'points', () => {
        view.getCanvas().style.cursor = '';
        popup.remove();
      });
      view.on('click', 'points', ({ features }) =>
        latest.current.onPoint?.(String(features?.[0]?.properties['id'])),
      );
    });
    return () => {
      isGone = true;
      map.current?.remove();
      map.current = null;
    };
  }, [palette]);
  useEffect(() => {
    if (map.current?.isStyleLoaded() === true) draw(map.current, { points, ways });
  }, [points, ways]);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}

function draw(
  view: MapView,
  { points, ways }: { readonly points: readonly MapPoint[]; readonly ways: readonly MapWay[] },
): void {
  void view.getSource<GeoJSONSource>('points')?.setData({
    type: 'FeatureCollection',
    features: points.map(({ longitude, latitude, ...properties }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: { radius: 5, ...properties },
    })),
  });
  void view.getSource<GeoJSONSource>('ways')?.setData({
    type: 'FeatureCollection',
    features: ways.flatMap(({ from, to, done = 0, weight = 1 }) => {
      const line = arc(from, to);
      const until = Math.round(done * WAY_STEPS);
      return [
        { part: 'ahead', coordinates: line.slice(until) },
        { part: 'done', coordinates: line.slice(0, until + 1) },
      ]
        .filter(({ coordinates }) => coordinates.length > 1)
        .map(({ part, coordinates }) => ({
          type: 'Feature' as const,
          geometry: { type: 'LineString' as const, coordinates },
          properties: { part, weight },
        }));
    }),
  });
}

/** A line that bends towards the pole, so that ways between the same regions do not lie on each other. */
function arc(
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): [number, number][] {
  const bend = Math.min(18, Math.hypot(toX - fromX, toY - fromY) * 0.18);
  return Array.from({ length: WAY_STEPS + 1 }, (_, step) => {
    const share = step / WAY_STEPS;
    const lift = 4 * share * (1 - share) * bend;
    return [fromX + (toX - fromX) * share, Math.min(84, fromY + (toY - fromY) * share + lift)];
  });
}

function crossesDateLine(points: readonly MapPoint[]): boolean {
  return points.some(({ longitude }) => Math.abs(longitude) > 180);
}

function boundsOf(points: readonly MapPoint[], ways: readonly MapWay[]) {
  const places = [
    ...points.map(({ longitude, latitude }) => [longitude, latitude] as const),
    ...ways.flatMap(({ from, to }) => arc(from, to)),
  ];
  if (places.length === 0) return { center: [60, 30] as [number, number], zoom: 0.8 };
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  return {
    bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as [
      number,
      number,
      number,
      number,
    ],
    fitBoundsOptions: { padding: 48, maxZoom: 5 },
  };
}

function styleOf(palette: Palette, world: GeoJSON.FeatureCollection): StyleSpecification {
  const nothing = { type: 'FeatureCollection' as const, features: [] };
  return {
    version: 8,
    sources: {
      world: { type: 'geojson', data: world },
      ways: { type: 'geojson', data: nothing },
      points: { type: 'geojson', data: nothing },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': palette.sunken } },
      { id: 'land', type: 'fill', source: 'world', paint: { 'fill-color': palette.surface } },
      {
        id: 'borders',
        type: 'line',
        source: 'world',
        paint: { 'line-color': palette.lineStrong, 'line-width': 0.6 },
      },
      {
        id: 'ways',
        type: 'line',
        source: 'ways',
        layout: { 'line-cap': 'round' },
        paint: {
          'line-color': palette.accent,
          'line-width': [
            'match',
            ['get', 'part'],
            'done',
            2,
            ['+', 0.8, ['*', 1.4, ['get', 'weight']]],
          ],
          'line-opacity': [
            'match',
            ['get', 'part'],
            'done',
            0.9,
            ['+', 0.25, ['*', 0.4, ['get', 'weight']]],
          ],
        },
      },
      {
        id: 'points',
        type: 'circle',
        source: 'points',
        paint: {
          'circle-radius': ['get', 'radius'],
          'circle-color': [
            'match',
            ['get', 'kind'],
            'location',
            palette.accent,
            'trouble',
            palette.bad,
            'destination',
            palette.text,
            palette.info,
          ],
          // Shipments are many and large: what lies below shows through.
          'circle-opacity': ['match', ['get', 'kind'], 'shipment', 0.55, 0.9],
          'circle-stroke-width': 1.5,
          'circle-stroke-color': palette.surface,
        },
      },
    ],
  };
}
