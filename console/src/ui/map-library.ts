import * as maplibre from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import countries from 'world-atlas/countries-110m.json';

// The library would look for its worker beside itself, where a bundle has none.
maplibre.setWorkerUrl(workerUrl);

let world: GeoJSON.FeatureCollection | undefined;

/** The countries of the world at 1:110 million (Natural Earth, public domain), out of the console's own files. */
function readWorld(): GeoJSON.FeatureCollection {
  const topology = countries as unknown as Topology<{ countries: GeometryCollection }>;
  return (world ??= feature(topology, topology.objects.countries));
}

export { maplibre, readWorld };
