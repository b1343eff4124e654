import type { CreatePerson } from '../../contracts/access.ts';
import { LOCATIONS } from './locations.ts';

/** Who works at the sample company: roles rather than people, so that nobody is named. */
const PEOPLE: readonly CreatePerson[] = [
  {
    login: 'operations-a',
    name: '运营一组 Operations A',
    roles: ['operations'],
    language: 'zh-CN',
  },
  { login: 'operations-b', name: '运营二组 Operations B', roles: ['operations'], language: 'en' },
  { login: 'agent-a', name: '客服一组 Service A', roles: ['agent'], language: 'zh-CN' },
  { login: 'lead', name: '值班主管 Lead on duty', roles: ['admin'], language: 'en' },
  ...LOCATIONS.filter(({ put }) => put.kind !== 'supplier').map(({ put }): CreatePerson => ({
    login: `floor-${put.code.toLowerCase()}`,
    name: `${put.name}现场 Floor`,
    roles: ['worker'],
    locations: [put.code],
  })),
  ...LOCATIONS.filter(({ put }) => put.kind === 'supplier').map(({ put }): CreatePerson => ({
    login: `supplier-${put.code.toLowerCase()}`,
    name: `${put.name} Supplier`,
    roles: ['supplier'],
    locations: [put.code],
  })),
];

/**
 * The commands that make the people of the company. Nobody knows the password behind the hash: who wants
 * to log in as one of them lets an administrator give a new one.
 */
export function peopleCommands(
  passwordHash: string,
): { readonly kind: string; readonly body: object }[] {
  return PEOPLE.map((person) => ({ kind: 'create_person', body: { ...person, passwordHash } }));
}
