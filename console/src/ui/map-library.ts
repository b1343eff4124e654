import * as maplibre from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import countries from 'world-atlas/countries-110m.json';

// The library would look for its worker beside itself, where a bundle has none.
maplibre.setWorkerUrl(workerUrl);

let world: GeoJSON.FeatureCollection | undefined;

const ANTARCTICA = '010';

/** The countries of the world at 1:110 million (Natural Earth, public domain), out of the console's own files. */
function readWorld(): GeoJSON.FeatureCollection {
  const topology = countries as unknown as Topology<{ countries: GeometryCollection }>;
  return (world ??= {
    type: 'FeatureCollection',
    features: feature(topology, topology.objects.countries)
      .features.filter(({ id }) => id !== ANTARCTICA)
      .map((country) => ({ ...country, geometry: unwrapped(country.geometry) })),
  });
}

/** What crosses the date line goes on beyond 180 degrees, else it is drawn all around the world. */
function unwrapped(geometry: GeoJSON.Geometry): GeoJSON.Geometry {
  const ring = (places: GeoJSON.Position[]): GeoJSON.Position[] => {
    const crosses = places.some(
      ([longitude = 0], index) => Math.abs(longitude - (places[index - 1]?.[0] ?? longitude)) > 180,
    );
    return crosses
      ? places.map(([longitude = 0, latitude = 0]) => [
          longitude < 0 ? longitude + 360 : longitude,
          latitude,
        ])
      : places;
  };
  if (geometry.type === 'Polygon')
    return { ...geometry, coordinates: geometry.coordinates.map(ring) };
  if (geometry.type !== 'MultiPolygon') return geometry;
  return { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(ring)) };
}

export { maplibre, readWorld };
