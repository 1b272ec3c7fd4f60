"""Questions that a provider answers in batches, within a day and at half the price.

What is asked next depends on what was answered before, so a run goes in rounds. A pass over the articles writes down each
question that has no answer yet; all of them are sent, and their answers make the next pass go further, until nothing waits.

    with batched(Connection(model="openai/gpt-5-mini"), folder, say=say) as batches:
        rounds(lambda: one_pass(batches), batches)

`folder` keeps what was asked and answered; whoever calls again with the same folder goes on, and nothing is paid twice.
"""
