import { mount } from 'svelte';
import Plain from './Plain.svelte';

mount(Plain, { target: document.body });
