import type { knownMerchants } from '../merchants/known-merchants.js';
import { merchantIdOf } from '../merchants/merchant-id.js';
import type { IdentityPeople } from '../platform/embedded-services.js';
import { demoCustomerId } from './demo-customers.js';

const merchant = (name: string, title: string) => ({ id: merchantIdOf(name), name: title });

const acme = merchant('acme', 'Acme');
const globex = merchant('globex', 'Globex');

/** The merchants of the embedded identity provider; `globex` stays empty, so that one sees what is whose. */
export const demoMerchants = { acme, globex } as const satisfies Record<
  (typeof knownMerchants)[number],
  IdentityPeople['merchants'][number]
>;

/** For trying things out on this machine: the embedded provider listens on 127.0.0.1 alone. */
const password = 'promenade';

type User = IdentityPeople['users'][number];

const employee = (
  id: string,
  name: string,
  email: string,
  role: string,
  merchants: readonly string[],
): User => ({ id, name, email, password, roles: [role], merchants });

const customer = (index: number, name: string, email: string, locale: string): User => ({
  id: demoCustomerId(acme.id, index),
  name,
  email,
  password,
  roles: ['customer'],
  merchants: [acme.id],
  locale,
});

/** Customers that can sign in, one per language; they are the first three of the merchant's demo customers. */
export const demoCustomerUsers: readonly User[] = [
  customer(0, 'Emma Clarke', 'emma@acme.example', 'en'),
  customer(1, 'ليلى حداد', 'layla@acme.example', 'ar'),
  customer(2, 'נועם לוי', 'noam@acme.example', 'he'),
];

/** Who can sign in at the embedded identity provider. */
export const demoPeople: IdentityPeople = {
  merchants: [acme, globex],
  users: [
    employee('demo-acme-admin', 'Dana Cohen', 'admin@acme.example', 'merchant-admin', [acme.id]),
    employee('demo-acme-viewer', 'Omar Nasser', 'viewer@acme.example', 'merchant-viewer', [
      acme.id,
    ]),
    ...demoCustomerUsers,
    employee('demo-globex-admin', 'Grace Park', 'admin@globex.example', 'merchant-admin', [
      globex.id,
    ]),
    employee('demo-platform-admin', 'Pat Morgan', 'platform@promenade.example', 'platform-admin', [
      acme.id,
      globex.id,
    ]),
  ],
};
