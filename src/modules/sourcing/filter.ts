import {
  routesFrom,
  type CompiledLocation,
  type Destination,
  type Route,
} from './compile-rules.ts';
import type { RejectionReason, SourcingLine, SourcingProblem, SourcingSaid } from './model.ts';

/** Why a location may not serve this order at all, whatever its lines; null when it may. */
export function rejectLocation(
  location: CompiledLocation,
  problem: SourcingProblem,
  destination: Destination | null,
): RejectionReason | null {
  if (!location.location.isOpen) return 'closed';
  if (problem.excludedLocationIds.includes(location.locationId)) return 'excluded';
  if (saidOf(problem, location.locationId).some(({ isExcluded }) => isExcluded)) return 'excluded';
  if (location.location.kind === 'in_transit') return 'in_transit';
  const routes = routesFrom(destination, location);
  if (!problem.lines.some((line) => isCarried(routes, line))) return 'no_service_to_destination';
  return null;
}

/** True when some service takes one unit of the line as a parcel. */
export function isCarried(routes: readonly Route[], line: SourcingLine): boolean {
  for (let index = 0; index < routes.length; index += 1) {
    if (line.weightGramsEach <= (routes[index] as Route).parcelGramsMax) return true;
  }
  return false;
}

/** True when the location can handle what the line requires. */
export function isCapable(location: CompiledLocation, line: SourcingLine): boolean {
  for (let index = 0; index < line.requires.length; index += 1) {
    if (!location.capabilities.has(line.requires[index] as string)) return false;
  }
  return true;
}

const NOTHING_SAID: readonly SourcingSaid[] = [];

/** What is said of a location, alone or with all others. */
export function saidOf({ said }: SourcingProblem, locationId: number): readonly SourcingSaid[] {
  if (said === undefined) return NOTHING_SAID;
  return said.filter((one) => one.locationId === null || one.locationId === locationId);
}
