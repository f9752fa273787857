export { default } from '@promenade/core/testing/jest-preset';
