import { kafkaContract } from '../testing/kafka-contract.js';

kafkaContract('Kafka by kafkajs', 'kafkajs');
